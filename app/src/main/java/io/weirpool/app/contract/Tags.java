package io.weirpool.app.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How operations are grouped, in the order they are shown. */
final class Tags {
    static final String COMMANDS = "Commands";
    static final String VIEWS = "Views";
    static final String CATALOG = "Catalog";
    static final String OPERATE = "Operate";
    static final String DEAD_LETTERS = "Dead letters";
    static final String HEALTH = "Health";
    static final String CONTRACT = "Contract";

    private Tags() {}

    static void addTo(ObjectNode document) {
        add(document, COMMANDS, "Rows into sources, and what became of them.");
        add(document, VIEWS, "Rows of views, kept up to date.");
        add(document, CATALOG, "What is declared.");
        add(document, OPERATE, "Definitions, versions, how far everything is.");
        add(document, DEAD_LETTERS, "Commands that could not be applied.");
        add(document, HEALTH, "For load balancers and Prometheus.");
        add(document, CONTRACT, "This document, its sibling for the topics, and what problems mean.");
    }

    private static void add(ObjectNode document, String name, String description) {
        document.withArray("/tags").addObject().put("name", name).put("description", description);
    }
}
