package dev.concierge.platform.sample;

@OnReactive
class ReactiveDoorTests extends CallerRules {}
