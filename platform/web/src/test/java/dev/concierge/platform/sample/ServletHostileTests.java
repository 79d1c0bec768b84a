package dev.concierge.platform.sample;

@OnServlet
class ServletHostileTests extends HostileRules {}
