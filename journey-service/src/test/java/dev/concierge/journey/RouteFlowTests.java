package dev.concierge.journey;

import dev.concierge.testsupport.FloodRules;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.RouteRules;

@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
class RouteFlowTests implements RouteRules, FloodRules {}
