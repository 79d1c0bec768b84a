package dev.concierge.localstack;

import dev.concierge.testsupport.ArchitectureRules;

/** Here, since the rules stand in a module that needs the local stack. */
class ArchitectureTests extends ArchitectureRules {}
