package dev.concierge.platform.sample;

@OnServlet
class ServletDoorTests extends CallerRules {}
