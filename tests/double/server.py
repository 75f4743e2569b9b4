#!/usr/bin/python3
"""A web server on this machine that answers as it is told, and fails as it is
told: every test that needs a network builds on it.

    server = Server([("GET", r"/hello$", lambda request: Answer("hi"))],
                    plan=Plan.of({3: "reset"}))
    server.start(); ... server.url("/hello") ...; server.stop()

A fault is picked by the plan for each request, counted from 1 in the order of
arrival; FAULTS names them all.  What arrived is in server.requests.  From the
command line: server.py [--plan NAME] [--port N] serves /hello and /fault/NAME
(that fault, always) and /fault/NAME/N (for the first N requests of that path),
until its standard input ends."""
import argparse
import gzip
import hashlib
import html
import json
import os
import random
import re
import socket
import socketserver
import ssl
import struct
import subprocess
import sys
import threading
import time
import urllib.parse
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LONG = 3600  # seconds: longer than any client waits


class Request:
    """What came: method, path (without the query), query and form as lists of
    values by name, headers, body."""

    def __init__(self, method, target, headers, body):
        parts = urllib.parse.urlsplit(target)
        self.method, self.target, self.path = method, target, parts.path
        self.headers = {name.lower(): value for name, value in
                        headers.items()}
        self.body = body
        self.query = urllib.parse.parse_qs(parts.query,
                                           keep_blank_values=True)
        self.form = {}
        if self.headers.get("content-type", "").startswith(
                "application/x-www-form-urlencoded"):
            self.form = urllib.parse.parse_qs(body.decode("utf-8", "replace"),
                                              keep_blank_values=True)
        self.time = time.monotonic()
        self.fault = None

    def values(self, name):
        """The values of a parameter, in the query or the form."""
        return self.query.get(name, []) + self.form.get(name, [])

    def value(self, name, otherwise=""):
        values = self.values(name)
        return values[0] if values else otherwise


class Answer:
    def __init__(self, body="", status=200, type="text/plain; charset=utf-8",
                 headers=None, pack=True):
        self.body = body.encode() if isinstance(body, str) else body
        self.status, self.type, self.pack = status, type, pack
        self.headers = dict(headers or {})


class Plan:
    """Which request meets which fault: pick(number, request) gives a name of
    FAULTS or None."""

    def __init__(self, pick=lambda number, request: None):
        self.pick = pick

    @classmethod
    def of(cls, faults):
        """{number: fault}, counted from 1."""
        return cls(lambda number, request: faults.get(number))

    @classmethod
    def always(cls, fault, path=r""):
        return cls(lambda number, request:
                   fault if re.search(path, request.path) else None)

    @classmethod
    def once(cls, fault, path=r"", times=1):
        """The first requests to a path of that kind, and none later."""
        left = [times]

        def pick(_, request):
            if left[0] == 0 or not re.search(path, request.path):
                return None
            left[0] -= 1
            return fault
        return cls(pick)

    @classmethod
    def random(cls, seed, share, names=None):
        """A share of all requests, drawn by number, so that the same seed
        gives the same faults whatever the threads do."""
        names = sorted(names or FAULTS)

        def pick(number, _):
            draw = random.Random(seed * 1000003 + number)
            return draw.choice(names) if draw.random() < share else None
        return cls(pick)


# ---- Faults: each gets the connection and the answer that would be right ----

FAULTS = {}


def fault(name):
    def note(function):
        FAULTS[name] = function
        return function
    return note


def head(handler, status, length=None, **headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    if length is not None:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()


def whole(handler, status, body, **headers):
    body = body if isinstance(body, bytes) else body.encode()
    head(handler, status, len(body), **headers)
    handler.wfile.write(body)


def close(handler, hard=False):
    handler.close_connection = True
    try:
        handler.wfile.flush()
        if hard:
            handler.connection.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER,
                struct.pack("ii", 1, 0))
            handler.connection.close()
        else:
            handler.connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def half(body):
    return body[:len(body) // 2]


def padded(body):
    """Something to cut, when the answer has next to nothing."""
    return body if len(body) > 64 else body + b" " * 4096


@fault("too-many")
def too_many(handler, answer):
    key = handler.asked.value("api_key", "127.0.0.1")
    whole(handler, 429, json.dumps(
        {"error": "API rate limit exceeded", "api-key": key, "count": "5",
         "limit": "3"}), Retry_After="1", Content_Type="application/json")


@fault("too-many-date")
def too_many_date(handler, answer):
    whole(handler, 429, "{}", Content_Type="application/json",
          Retry_After=handler.date_time_string(time.time() + 1))


@fault("busy")
def busy(handler, answer):
    whole(handler, 503, "<html><body>busy</body></html>",
          Content_Type="text/html", Retry_After="0")


@fault("error-500")
def error_500(handler, answer):
    whole(handler, 500, "<!DOCTYPE html><html><title>WWW Error 500 "
          "Diagnostic</title></html>", Content_Type="text/html")


@fault("bad-gateway")
def bad_gateway(handler, answer):
    whole(handler, 502, "<html>502 Bad Gateway</html>",
          Content_Type="text/html")


@fault("html")
def html_page(handler, answer):
    whole(handler, 200, "<!DOCTYPE html>\n<html><head><title>Sign in</title>"
          "</head><body>Accept the terms of this network.</body></html>",
          Content_Type="text/html")


@fault("empty")
def empty(handler, answer):
    whole(handler, 200, b"", Content_Type=answer.type)


@fault("prolog")
def prolog(handler, answer):
    whole(handler, 200, '<?xml version="1.0" ?>\n<!DOCTYPE '
          'PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January '
          '2026//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/'
          'pubmed_260101.dtd">\n', Content_Type="text/xml")


@fault("trace")
def trace(handler, answer):
    whole(handler, 200, 'NCBI C++ Exception:\n    T0 "/export/home/x/'
          'c++/src/connect/ncbi_conn_stream.cpp", line 1, CTxRawClient: EOF '
          "(Read failed)\n", Content_Type="text/plain")


@fault("bad-utf8")
def bad_utf8(handler, answer):
    body = padded(answer.body)
    whole(handler, answer.status, half(body) + b"\xff\xfe\xc0" +
          body[len(body) // 2:], Content_Type=answer.type)


@fault("early-close")
def early_close(handler, answer):
    close(handler)


@fault("reset")
def reset(handler, answer):
    close(handler, hard=True)


@fault("reset-middle")
def reset_middle(handler, answer):
    body = padded(answer.body)
    head(handler, 200, len(body), Content_Type=answer.type)
    handler.wfile.write(half(body))
    close(handler, hard=True)


@fault("truncated")
def truncated(handler, answer):
    """As many bytes as promised never come."""
    body = padded(answer.body)
    head(handler, 200, len(body), Content_Type=answer.type)
    handler.wfile.write(half(body))
    close(handler)


@fault("truncated-chunks")
def truncated_chunks(handler, answer):
    body = half(padded(answer.body))
    head(handler, 200, Transfer_Encoding="chunked",
         Content_Type=answer.type)
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))
    close(handler)


@fault("short")
def short(handler, answer):
    """A length below the true one: the rest looks like another answer."""
    body = padded(answer.body)
    head(handler, 200, len(body) // 2, Content_Type=answer.type)
    handler.wfile.write(body)
    close(handler)


@fault("long")
def long_(handler, answer):
    body = padded(answer.body)
    head(handler, 200, len(body) + 1000, Content_Type=answer.type)
    handler.wfile.write(body)
    close(handler)


@fault("garbage")
def garbage(handler, answer):
    handler.wfile.write(b"\x00\x01 this is no HTTP \r\n" * 40)
    close(handler)


@fault("many-headers")
def many_headers(handler, answer):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    try:
        for number in range(100000):
            handler.wfile.write(b"X-%d: %s\r\n" % (number, b"a" * 200))
        handler.wfile.write(b"\r\n")
    except OSError:
        pass
    close(handler)


@fault("stall")
def stall(handler, answer):
    body = padded(answer.body)
    head(handler, 200, len(body), Content_Type=answer.type)
    handler.wfile.write(half(body))
    handler.wfile.flush()
    handler.rest()


@fault("stall-at-once")
def stall_at_once(handler, answer):
    handler.rest()


@fault("drip")
def drip(handler, answer):
    body = padded(answer.body)
    head(handler, 200, len(body), Content_Type=answer.type)
    for n in range(len(body)):
        handler.wfile.write(body[n:n + 1])
        if handler.rest(0.2):
            return


def bomb(n_bytes):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    piece, packed = b"\0" * (1 << 20), []
    for _ in range(n_bytes >> 20):
        packed.append(packer.compress(piece))
    return b"".join(packed) + packer.flush()


@fault("bomb")
def gzip_bomb(handler, answer):
    if "packed" not in handler.server.__dict__:
        handler.server.packed = bomb(64 << 20)
    whole(handler, 200, handler.server.packed, Content_Encoding="gzip",
          Content_Type=answer.type)


@fault("gzip-cut")
def gzip_cut(handler, answer):
    packed = gzip.compress(os.urandom(2000) + padded(answer.body))
    whole(handler, 200, packed[:-20], Content_Encoding="gzip",
          Content_Type=answer.type)


@fault("gzip-damaged")
def gzip_damaged(handler, answer):
    packed = bytearray(gzip.compress(padded(answer.body)))
    packed[len(packed) // 2] ^= 0x55
    packed[-6] ^= 0x55
    whole(handler, 200, bytes(packed), Content_Encoding="gzip",
          Content_Type=answer.type)


@fault("unknown-coding")
def unknown_coding(handler, answer):
    whole(handler, 200, answer.body, Content_Encoding="x-strange",
          Content_Type=answer.type)


def redirect(handler, target, status=302):
    whole(handler, status, "<a href='%s'>moved</a>" % html.escape(target),
          Location=target, Content_Type="text/html")


@fault("redirect-loopback")
def redirect_loopback(handler, answer):
    redirect(handler, "http://127.0.0.1:%d/secret"
             % handler.server.trap_port())


@fault("redirect-file")
def redirect_file(handler, answer):
    redirect(handler, "file:///etc/passwd")


@fault("redirect-ftp")
def redirect_ftp(handler, answer):
    redirect(handler, "ftp://127.0.0.1:%d/secret" %
             handler.server.trap_port())


@fault("redirect-other")
def redirect_other(handler, answer):
    """Another name of the same machine: another host for a client."""
    redirect(handler, "http://localhost:%d/secret" %
             handler.server.trap_port(), 307)


@fault("redirect-loop")
def redirect_loop(handler, answer):
    redirect(handler, handler.path, 307)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "double", ""
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, format, *words):
        pass

    def rest(self, seconds=LONG):
        """Does nothing for a while; TRUE when the server or the client ended
        meanwhile."""
        until = time.monotonic() + seconds
        try:
            self.wfile.flush()
            while time.monotonic() < until:
                if self.server.stopping.wait(
                        min(0.05, max(0, until - time.monotonic()))):
                    self.close_connection = True
                    return True
                self.connection.setblocking(False)
                try:
                    if self.connection.recv(1, socket.MSG_PEEK) == b"":
                        self.close_connection = True
                        return True
                except (BlockingIOError, ssl.SSLWantReadError, ValueError):
                    pass
                finally:
                    self.connection.setblocking(True)
        except OSError:
            self.close_connection = True
            return True
        return False

    def take(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        self.asked = Request(self.command, self.path, self.headers, body)
        with self.server.lock:
            self.server.requests.append(self.asked)
            self.asked.number = len(self.server.requests)
            self.asked.fault = self.server.plan.pick(self.asked.number,
                                                     self.asked)

    def give(self, answer):
        body, headers = answer.body, dict(answer.headers)
        headers.setdefault("Content-Type", answer.type)
        if answer.pack and len(body) > 500 and "gzip" in \
                self.asked.headers.get("accept-encoding", ""):
            body = gzip.compress(body, 1)
            headers["Content-Encoding"] = "gzip"
        whole(self, answer.status, body, **headers)

    def do_GET(self):
        self.take()
        if self.server.latency:
            time.sleep(self.server.latency)
        answer = self.server.answer(self.asked)
        try:
            if self.asked.fault is None:
                self.give(answer)
            else:
                FAULTS[self.asked.fault](self, answer)
        except OSError:
            self.close_connection = True

    do_POST = do_GET

    def handle(self):
        try:
            super().handle()
        except (OSError, ValueError):
            self.close_connection = True

    def finish(self):
        try:
            super().finish()
        except (OSError, ValueError):
            pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, handlers, plan=None, latency=0, certificate=None,
                 port=0, name="127.0.0.1"):
        """handlers: (method or None, pattern of the path, function from
        Request to Answer); the first that fits answers.  certificate: file
        with certificate and key: https.  latency in seconds."""
        super().__init__(("127.0.0.1", port), Handler)
        self.handlers, self.plan = handlers, plan or Plan()
        self.latency, self.name = latency, name
        self.scheme = "https" if certificate else "http"
        self.lock, self.stopping = threading.Lock(), threading.Event()
        self.requests, self.trap, self.context = [], None, None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificate)

    def finish_request(self, request, client_address):
        if self.context:
            request.settimeout(10)
            try:
                request = self.context.wrap_socket(request, server_side=True)
            except OSError:
                return
            request.settimeout(None)
        super().finish_request(request, client_address)

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def answer(self, request):
        for method, pattern, function in self.handlers:
            if method in (None, request.method) and \
                    re.match(pattern, request.path):
                return function(request)
        return Answer("not found\n", 404)

    def trap_port(self):
        """The port of a second server, which nobody should ever come to:
        server.trap.requests holds who did."""
        with self.lock:
            if self.trap is None:
                self.trap = Server([(None, r"", lambda request:
                                     Answer("secret"))])
                self.trap.start()
        return self.trap.server_port

    def url(self, path=""):
        return "%s://%s:%d%s" % (self.scheme, self.name, self.server_port,
                                 path)

    def start(self):
        threading.Thread(target=self.serve_forever, args=(0.05,),
                         daemon=True).start()
        return self

    def stop(self):
        self.stopping.set()
        if self.trap:
            self.trap.stop()
        self.shutdown()
        self.server_close()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


class Proxy(socketserver.ThreadingTCPServer):
    """A proxy that leads every host to one server: so that a client meets
    hosts of any name.  asked holds what CONNECT asked for."""
    daemon_threads = True
    block_on_close = False

    def __init__(self, port):
        self.port, self.asked = port, []
        super().__init__(("127.0.0.1", 0), ProxyHandler)

    def start(self):
        threading.Thread(target=self.serve_forever, args=(0.05,),
                         daemon=True).start()
        return self

    def stop(self):
        self.shutdown()
        self.server_close()


class ProxyHandler(socketserver.StreamRequestHandler):
    def handle(self):
        words = self.rfile.readline().split()
        while self.rfile.readline() not in (b"\r\n", b""):
            pass
        if len(words) < 2 or words[0] != b"CONNECT":
            self.wfile.write(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n")
            return
        self.server.asked.append(words[1].decode())
        with socket.create_connection(("127.0.0.1",
                                       self.server.port)) as other:
            self.wfile.write(b"HTTP/1.1 200 Yes\r\n\r\n")
            back = threading.Thread(target=pump, daemon=True,
                                    args=(other, self.connection))
            back.start()
            pump(self.connection, other)
            back.join()


def pump(source, target):
    try:
        while True:
            piece = source.recv(65536)
            if not piece:
                break
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


# ---- Certificates, made for the occasion by openssl ----

def certificates(folder):
    """Makes in folder: ca.pem (to trust), and good.pem, expired.pem,
    wrong-host.pem, self-signed.pem (certificate and key, for 127.0.0.1 and
    localhost), hosts.pem (for a.example and b.example).  Returns {name:
    path}; None when there is no openssl."""
    def run(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def path(name):
        return os.path.join(folder, name)

    def leaf(name, names, days, issuer=True):
        with open(path(name + ".ext"), "w") as file:
            file.write("subjectAltName=%s\nbasicConstraints=CA:FALSE\n"
                       % names)
        run("req", "-new", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:P-256", "-nodes", "-keyout", name + ".key",
            "-out", name + ".csr", "-subj", "/CN=" + name)
        sign = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"] \
            if issuer else ["-signkey", name + ".key"]
        run("x509", "-req", "-in", name + ".csr", "-out", name + ".crt",
            "-days", str(days), "-extfile", name + ".ext", *sign)
        with open(path(name + ".pem"), "w") as out:
            for part in (".crt", ".key"):
                with open(path(name + part)) as file:
                    out.write(file.read())
        return path(name + ".pem")

    here = "DNS:localhost,IP:127.0.0.1"
    try:
        run("req", "-x509", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key", "-out",
            "ca.pem", "-days", "30", "-subj", "/CN=Test CA")
    except FileNotFoundError:
        return None
    return {"ca": path("ca.pem"), "good": leaf("good", here, 30),
            "expired": leaf("expired", here, -1),
            "wrong-host": leaf("wrong-host", "DNS:elsewhere.example", 30),
            "self-signed": leaf("self-signed", here, 30, issuer=False),
            "hosts": leaf("hosts", "DNS:a.example,DNS:b.example", 30)}


# ---- From the command line ----

class PathPlan(Plan):
    """/fault/NAME always, /fault/NAME/N for the first N requests of it."""

    def __init__(self):
        super().__init__(self.choose)
        self.seen = {}

    def choose(self, _, request):
        match = re.match(r"/fault/([a-z0-9-]+)(?:/(\d+))?", request.path)
        if not match or match.group(1) not in FAULTS:
            return None
        seen = self.seen[request.path] = self.seen.get(request.path, 0) + 1
        times = match.group(2)
        return match.group(1) if times is None or seen <= int(times) else None


TEXT = "".join("line %d of what the server has to say\n" % n
               for n in range(2000))


def big(request):
    """/big/N: that many bytes that do not pack."""
    n = int(request.path.rsplit("/", 1)[1])
    return Answer(random.Random(n).randbytes(n),
                  type="application/octet-stream", pack=False)


def moved(request):
    """/moved/STATUS/PLACE: a redirect to ?to=URL, or to /echo."""
    return Answer("moved", int(request.path.split("/")[2]),
                  headers={"Location": request.value("to", "/echo")})


def echo(request):
    return Answer(json.dumps({"method": request.method,
                              "path": request.path,
                              "headers": request.headers,
                              "body": request.body.decode("utf-8", "replace"),
                              "sha256": hashlib.sha256(
                                  request.body).hexdigest()}),
                  type="application/json")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--latency", type=float, default=0)
    options.add_argument("--certificates", metavar="FOLDER",
                         help="make certificates there, serve each on a "
                         "port of its own")
    wanted = options.parse_args()
    handlers = [(None, r"/(hello|fault)", lambda request: Answer(TEXT)),
                (None, r"/big/\d+$", big), (None, r"/moved/\d+", moved),
                (None, r"/echo", echo)]
    server = Server(handlers, PathPlan(), wanted.latency, port=wanted.port)
    handlers.append((None, r"/trapped", lambda request: Answer(
        str(len(server.trap.requests) if server.trap else 0))))
    handlers.append((None, r"/count", lambda request: Answer(
        str(len(server.requests)))))
    server.start()
    server.trap_port()
    ports = {"http": server.server_port, "trap": server.trap.server_port}
    files = wanted.certificates and certificates(wanted.certificates)
    for name, file in (files or {}).items():
        if name != "ca":
            secure = Server(handlers, PathPlan(), certificate=file).start()
            ports[name] = secure.server_port
    if "hosts" in ports:
        ports["proxy"] = Proxy(ports["hosts"]).start().server_address[1]
    print(" ".join("%s=%d" % port for port in ports.items()), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
