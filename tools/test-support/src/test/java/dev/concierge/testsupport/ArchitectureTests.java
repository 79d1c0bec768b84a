package dev.concierge.testsupport;

class ArchitectureTests extends ArchitectureRules {}
