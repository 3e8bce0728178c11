package io.sillage.automation.email;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class DeliveryPoller {
    void wake() {}
}
