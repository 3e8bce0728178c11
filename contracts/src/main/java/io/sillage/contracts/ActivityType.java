package io.sillage.contracts;

/// Words for the types of [ActivityRecorded]. A type is open: a consumer ignores the ones that it does not know.
public final class ActivityType {

    /// A custom event posted by an application.
    public static final String EVENT = "event";

    /// An email of ours was handed over to the mail server. Properties `delivery_id`, `subject`.
    public static final String EMAIL_SENT = "email_sent";

    /// Properties as of [#EMAIL_SENT], and `machine`: it was a program, not a person.
    public static final String EMAIL_OPENED = "email_opened";

    /// Properties as of [#EMAIL_OPENED], `url` and `link`, the same for everybody who got the email.
    public static final String EMAIL_CLICKED = "email_clicked";

    /// An email could not be delivered this time. Properties `delivery_id`, `bounce_type` (`soft`), `reason`. (An
    /// address that does not exist is told by the contact, which is cleaned.)
    public static final String EMAIL_BOUNCED = "email_bounced";

    /// A page of a connected site was shown. Properties `site`, `url`, `path`, `title`, `referrer`.
    public static final String PAGE_VIEWED = "page_viewed";

    /// A link on a connected site was followed. Properties `site`, `url` of the link, `page`, `text`, `element`.
    public static final String LINK_CLICKED = "link_clicked";

    /// The contact sent a text message to a number of the account. Properties `text`, `keyword` (the text in capitals,
    /// without spaces around it), `to`, `message_id`.
    public static final String SMS_RECEIVED = "sms_received";

    /// A conversation with the contact was closed. Properties `conversation_id`, `channel`.
    public static final String CHAT_ENDED = "chat_ended";

    /// A store has an order that was not there before. Properties of this and of all types of orders: `store_id`,
    /// `store_name`, `order_id`, `order_total`, `currency_code`, `product_ids` and `variant_ids` with commas
    /// between them, and if they are known `financial_status`, `fulfillment_status`, `order_url`, `campaign_id`,
    /// `tracking_number`, `tracking_carrier`, `tracking_url`.
    public static final String ORDER_PLACED = "order_placed";

    public static final String ORDER_PAID = "order_paid";

    public static final String ORDER_SHIPPED = "order_shipped";

    public static final String ORDER_CANCELLED = "order_cancelled";

    public static final String ORDER_REFUNDED = "order_refunded";

    /// A cart has something in it and was made or changed. Properties `store_id`, `store_name`, `cart_id`,
    /// `order_total`, `currency_code`, `product_ids`, `variant_ids`, `lines`, `checkout_url`.
    public static final String CART_UPDATED = "cart_updated";

    /// A cart is gone, or nothing is in it any more. Properties as of [#CART_UPDATED].
    public static final String CART_DELETED = "cart_deleted";

    /// Something was put into a cart of which there was little. Properties `store_id`, `store_name`, `cart_id`,
    /// `product_id`, `variant_id`, `product_title`, `inventory_quantity`.
    public static final String PRODUCT_LOW_STOCK_CARTED = "product_low_stock_carted";

    /// Something is available again that the contact had put into a cart when there was little of it, and did not buy.
    /// Properties `store_id`, `store_name`, `product_id`, `variant_id`, `product_title`.
    public static final String PRODUCT_BACK_IN_STOCK = "product_back_in_stock";

    /// The contact bought tickets. Properties `event_id`, `order_id`.
    public static final String EVENTBRITE_ORDER_PLACED = "eventbrite_order_placed";

    /// A ticket of the contact was scanned. Properties `event_id`, `order_id`, `attendee_id`.
    public static final String EVENTBRITE_CHECKED_IN = "eventbrite_checked_in";

    /// The contact answered a survey, or answered it anew. Properties `survey_id`, `survey_title`, `response_id`.
    public static final String SURVEY_COMPLETED = "survey_completed";

    /// A page of a Shopify storefront was shown. Properties of this and of all types of storefronts: `store_id`, `url`,
    /// `path`, `title`, and `referrer` if there is one.
    public static final String SHOPIFY_PAGE_VIEWED = "shopify_page_viewed";

    /// Further properties `product_id`, `variant_id`, `product_title`, `price`, `currency_code`.
    public static final String SHOPIFY_PRODUCT_VIEWED = "shopify_product_viewed";

    /// Further properties `collection_id`, `collection_title`, and `product_ids` of what was shown first.
    public static final String SHOPIFY_COLLECTION_VIEWED = "shopify_collection_viewed";

    /// Further property `query`.
    public static final String SHOPIFY_SEARCH_SUBMITTED = "shopify_search_submitted";

    /// Further properties as of [#SHOPIFY_PRODUCT_VIEWED], and `quantity`.
    public static final String SHOPIFY_PRODUCT_ADDED_TO_CART = "shopify_product_added_to_cart";

    /// Further properties `checkout_id`, `order_total`, `currency_code`, `product_ids`, `variant_ids`.
    public static final String SHOPIFY_CHECKOUT_STARTED = "shopify_checkout_started";

    /// Further properties as of [#SHOPIFY_CHECKOUT_STARTED].
    public static final String SHOPIFY_PAYMENT_INFO_SUBMITTED = "shopify_payment_info_submitted";

    /// A checkout of a Shopify storefront became an order, as the storefront or the order itself says. Properties
    /// `store_id`, `store_name`, `checkout_id`, and if they are known `order_id`, `order_total`, `currency_code`.
    public static final String SHOPIFY_CHECKOUT_COMPLETED = "shopify_checkout_completed";

    private ActivityType() {}
}
