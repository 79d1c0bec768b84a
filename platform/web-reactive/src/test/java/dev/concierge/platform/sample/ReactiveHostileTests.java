package dev.concierge.platform.sample;

@OnReactive
class ReactiveHostileTests extends HostileRules {}
