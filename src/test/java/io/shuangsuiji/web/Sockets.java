package io.shuangsuiji.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests as no client library would send them. */
public final class Sockets {
    private static final int PATIENCE_MILLIS = 60_000;

    private Sockets() {}

    /** A connection on which this much was sent. */
    public static Socket open(URI server, String sent) throws IOException {
        var socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /** What comes until the service closes the connection. */
    public static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The answer to a request that asks for the connection to be closed. */
    public static String answer(URI server, String request) throws IOException {
        try (var socket = open(server, request)) {
            return rest(socket);
        }
    }

    /** The head of a request with these headers. */
    public static String head(String method, String path, String... headers) {
        return method + " " + path + " HTTP/1.1\r\n" + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                + "\r\n";
    }
}
