package dev.concierge.platform.sample;

@OnReactive
class ReactiveConditionalTests extends ConditionalRules {}
