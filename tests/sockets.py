"""Which lines of an strace of network calls lead to another machine."""
import re

CALL = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg)\(.*sa_family="
                  r"AF_INET6?")
HERE = re.compile(r'inet_addr\("127\.|"::1"|::ffff:127\.')


def leaks(trace):
    return [line for line in trace.splitlines()
            if CALL.search(line) and not HERE.search(line)]


def sees_leaks():
    """It would notice a name server and a web server, and lets be what stays
    here."""
    sample = ('1 connect(5, {sa_family=AF_INET, sin_port=htons(53), '
              'sin_addr=inet_addr("192.0.2.1")}, 16) = 0\n'
              '1 sendto(5, "x", 1, 0, {sa_family=AF_INET6, sin6_port=htons('
              '443), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28)\n'
              '1 connect(5, {sa_family=AF_INET, sin_port=htons(80), '
              'sin_addr=inet_addr("127.0.0.1")}, 16) = 0\n'
              '1 connect(5, {sa_family=AF_UNIX, sun_path="/x"}, 110) = 0\n')
    return len(leaks(sample)) == 2
