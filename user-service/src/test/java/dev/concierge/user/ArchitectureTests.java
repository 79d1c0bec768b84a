package dev.concierge.user;

import dev.concierge.testsupport.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {}
