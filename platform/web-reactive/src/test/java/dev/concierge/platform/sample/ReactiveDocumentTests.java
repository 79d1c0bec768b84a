package dev.concierge.platform.sample;

@OnReactive
class ReactiveDocumentTests extends DocumentRules {}
