package dev.concierge.platform.sample;

@OnReactive
class ReactiveHealthTests extends HealthRules {}
