package io.drydock.playbook;

import io.drydock.diag.SourcePos;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** So many hosts, or so many of each hundred. */
public record Share(SourcePos pos, BigDecimal amount, boolean isPercentage) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** How many that is of this many hosts: rounded down, and at least one. */
    public int of(int hosts) {
        BigDecimal share = isPercentage
                ? amount.multiply(BigDecimal.valueOf(hosts)).divide(HUNDRED, RoundingMode.DOWN)
                : amount.min(BigDecimal.valueOf(Integer.MAX_VALUE));
        return Math.max(1, share.intValue());
    }

    /** Whether this many of the hosts are as many as that, or more; nothing is rounded. */
    public boolean isReachedBy(long some, int hosts) {
        return compared(some, hosts) >= 0;
    }

    /** Whether this many of the hosts are more than that; nothing is rounded. */
    public boolean isExceededBy(long some, int hosts) {
        return compared(some, hosts) > 0;
    }

    private int compared(long some, int hosts) {
        BigDecimal limit = isPercentage ? amount.multiply(BigDecimal.valueOf(hosts)) : amount.multiply(HUNDRED);
        return BigDecimal.valueOf(some).multiply(HUNDRED).compareTo(limit);
    }

    /** As it is written. */
    @Override
    public String toString() {
        return amount.toPlainString() + (isPercentage ? "%" : "");
    }
}
