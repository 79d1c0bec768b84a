package dev.concierge.event;

import dev.concierge.testsupport.FloodRules;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.RouteRules;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
class RouteFlowTests implements RouteRules, FloodRules {}
