package dev.concierge.datemaker;

import dev.concierge.testsupport.FloodRules;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.RouteRules;

@FlowTest(topics = {"bookings", "notifications", "users"})
class RouteFlowTests implements RouteRules, FloodRules {}
