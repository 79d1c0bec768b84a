package dev.concierge.platform.sample;

@OnServlet
class ServletHealthTests extends HealthRules {}
