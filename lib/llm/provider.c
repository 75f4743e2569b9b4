#include "config.h"

#include "llm/provider.h"

#include "base/error.h"
#include "llm/builtin.h"

static GPtrArray *
ask_builtin(const VlRecord *record, const VlReading *reading,
            GPtrArray **missing, G_GNUC_UNUSED GError **error)
{
    return vl_builtin_claims(record, reading, missing);
}

static const VlProvider providers[] = {
    {"builtin", FALSE, ask_builtin},
};

const VlProvider *
vl_provider_find(const char *name, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(providers); i++)
        if (g_str_equal(providers[i].name, name))
            return &providers[i];
    g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                "unknown provider '%s': this version has 'builtin'", name);
    return NULL;
}
