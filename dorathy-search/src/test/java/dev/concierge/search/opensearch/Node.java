package dev.concierge.search.opensearch;

import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** A node of OpenSearch in a process of its own: it wants a way of logging that is not ours. Ends when its parent does. */
final class Node {
    private Node() {}

    /** @param arguments the port, and a folder */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.setMaxHttpPort(port + 1);
        // its nodes count from 1
        runner.build(OpenSearchRunner.newConfigs()
                .numOfNode(1)
                .baseHttpPort(port - 1)
                .basePath(Path.of(arguments[1]).toString())
                .clusterName("concierge-tests"));
        while (System.in.read() >= 0) {
            // nothing is said
        }
        runner.close();
        Runtime.getRuntime().halt(0);
    }
}
