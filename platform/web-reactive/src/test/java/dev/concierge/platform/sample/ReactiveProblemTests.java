package dev.concierge.platform.sample;

@OnReactive
class ReactiveProblemTests extends ProblemRules {}
