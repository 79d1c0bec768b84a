package dev.concierge.platform.sample;

@OnServlet
class ServletConditionalTests extends ConditionalRules {}
