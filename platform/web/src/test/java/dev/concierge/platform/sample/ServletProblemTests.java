package dev.concierge.platform.sample;

@OnServlet
class ServletProblemTests extends ProblemRules {}
