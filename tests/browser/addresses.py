"""One address of every kind of page, in the real knowledge base."""

ADDRESSES = (
    *("/", "/practices/", "/practices/ppi-pool/", "/practices/transfers/", "/practices/services/"),
    *("/partners/", "/partners/ecoplus/", "/partners/projects/", "/workgroups/", "/workgroups/3d-printing/"),
    *("/workgroups/meetings/", "/workgroups/meetings/gyor-2018/", "/workgroups/exchanges/"),
    *("/recommendations/", "/recommendations/action-plans/", "/search/?q=cluster", "/about/", "/legal/"),
    *("/practices/?theme=3d-printing&theme=nonsense&q=printing", "/practices/?q=qzxqzx"),
    *("/search/?q=vuochers", "/accessibility/", "/privacy/", "/no-such-page/"),
)
