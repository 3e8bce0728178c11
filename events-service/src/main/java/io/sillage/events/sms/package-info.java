/// Text messages that contacts send to us. Start at [SmsResource].
@NullMarked
package io.sillage.events.sms;

import org.jspecify.annotations.NullMarked;
