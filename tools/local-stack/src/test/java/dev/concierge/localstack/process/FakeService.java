package dev.concierge.localstack.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that answers /readyz until it is told to /fail, again after /heal, and ends itself on /crash. */
final class FakeService {
    private static final AtomicInteger STATUS = new AtomicInteger(200);

    private FakeService() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(STATUS.get(), -1);
            exchange.close();
        });
        server.createContext("/fail", exchange -> become(exchange, 503));
        server.createContext("/heal", exchange -> become(exchange, 200));
        server.createContext("/crash", _ -> Runtime.getRuntime().halt(3));
        server.start();
    }

    private static void become(HttpExchange exchange, int status) throws IOException {
        STATUS.set(status);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
