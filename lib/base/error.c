#include "config.h"

#include "base/error.h"

G_DEFINE_QUARK(veille-error, vl_error)

static const struct {
    const char *name;
    VlExit status;
} codes[] = {
    [VL_ERROR_FAILED] = {"failed", VL_EXIT_FAILED},
    [VL_ERROR_USAGE] = {"usage", VL_EXIT_USAGE},
    [VL_ERROR_CONFIG] = {"config", VL_EXIT_USAGE},
    [VL_ERROR_REFUSED] = {"refused", VL_EXIT_REFUSED},
    [VL_ERROR_NOT_FOUND] = {"not_found", VL_EXIT_FAILED},
    [VL_ERROR_MALFORMED] = {"malformed", VL_EXIT_FAILED},
    [VL_ERROR_TOO_BIG] = {"too_big", VL_EXIT_FAILED},
    [VL_ERROR_TIMEOUT] = {"timeout", VL_EXIT_FAILED},
    [VL_ERROR_ENCRYPTED] = {"encrypted", VL_EXIT_FAILED},
    [VL_ERROR_NO_TEXT_LAYER] = {"no_text_layer", VL_EXIT_FAILED},
    [VL_ERROR_STORE] = {"store", VL_EXIT_FAILED},
    [VL_ERROR_TAMPERED] = {"tampered", VL_EXIT_FAILED},
    [VL_ERROR_LOCKED] = {"locked", VL_EXIT_LOCKED},
    [VL_ERROR_UNREACHABLE] = {"unreachable", VL_EXIT_FAILED},
    [VL_ERROR_NETWORK] = {"network", VL_EXIT_FAILED},
    [VL_ERROR_CANCELLED] = {"cancelled", VL_EXIT_FAILED},
};

static gboolean
is_ours(const GError *error)
{
    return error->domain == VL_ERROR && error->code >= 0 &&
           error->code < (int)G_N_ELEMENTS(codes);
}

const char *
vl_error_name(const GError *error)
{
    return is_ours(error) ? codes[error->code].name : "failed";
}

VlExit
vl_error_exit_status(const GError *error)
{
    if (error->domain == G_OPTION_ERROR)
        return VL_EXIT_USAGE;
    return is_ours(error) ? codes[error->code].status : VL_EXIT_FAILED;
}

VlExit
vl_exit_worst(VlExit a, VlExit b)
{
    static const VlExit order[] = {
        VL_EXIT_USAGE,   VL_EXIT_LOCKED,   VL_EXIT_REFUSED, VL_EXIT_FAILED,
        VL_EXIT_PARTIAL, VL_EXIT_FINDINGS, VL_EXIT_OK,
    };
    for (guint i = 0; i < G_N_ELEMENTS(order); i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return VL_EXIT_FAILED;
}
