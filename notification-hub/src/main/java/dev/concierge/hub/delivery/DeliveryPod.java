package dev.concierge.hub.delivery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;

/** Of pods that take and deliver notifications: all but those of the role {@code live}, {@code CONCIERGE_HUB_ROLE}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnExpression("'${concierge.hub.role:all}' != 'live'")
public @interface DeliveryPod {}
