package io.drydock.template.function;

import io.drydock.json.Written;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers of any type as one. */
final class Decimals {
    private Decimals() {}

    /** Empty for what is no number, or not finite. */
    static Optional<BigDecimal> of(@Nullable Object value) {
        return switch (Written.plain(value)) {
            case BigDecimal decimal -> Optional.of(decimal);
            case Double d when !Double.isFinite(d) -> Optional.empty();
            case Number number -> Optional.of(new BigDecimal(number.toString()));
            case null, default -> Optional.empty();
        };
    }

    static boolean isWhole(Number number) {
        return of(number)
                .filter(n -> n.signum() == 0 || n.stripTrailingZeros().scale() <= 0)
                .isPresent();
    }

    /** A whole number as templates count with it, another one as it is. */
    static Number plain(BigDecimal number) {
        return isWhole(number) && number.precision() - number.scale() <= 18 ? (Number) number.longValueExact() : number;
    }
}
