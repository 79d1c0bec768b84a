package dev.concierge.platform.sample;

@OnServlet
class ServletDocumentTests extends DocumentRules {}
