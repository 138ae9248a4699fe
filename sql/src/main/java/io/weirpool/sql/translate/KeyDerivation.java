package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.PlanVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What identifies a row of a plan's output: the primary key of a table or the columns of a GROUP BY, followed through the
 * operators as long as all of them are there unchanged.
 */
final class KeyDerivation implements PlanVisitor<Optional<List<Integer>>> {
    private final Map<String, Source> sources;

    private KeyDerivation(Map<String, Source> sources) {
        this.sources = sources;
    }

    static ViewKey of(Plan plan, Map<String, Source> sources) {
        Optional<List<Integer>> columns = plan.accept(new KeyDerivation(sources));
        if (columns.isPresent()) {
            return new ViewKey.Columns(columns.get());
        }
        return plan.appendOnly() ? new ViewKey.LogPosition() : new ViewKey.RowHash();
    }

    @Override
    public Optional<List<Integer>> visitScan(Plan.Scan scan) {
        Source source = sources.get(scan.source().value());
        if (source == null || !source.isTable()) {
            return Optional.empty();
        }
        List<Integer> key = source.key().stream().map(scan.columns()::indexOf).toList();
        return key.contains(-1) ? Optional.empty() : Optional.of(key);
    }

    @Override
    public Optional<List<Integer>> visitCalc(Plan.Calc calc) {
        return calc.input().accept(this).flatMap(key -> projected(key, calc.projections()));
    }

    private static Optional<List<Integer>> projected(List<Integer> key, List<Expression> projections) {
        List<Integer> found = new ArrayList<>();
        for (int column : key) {
            IntStream.range(0, projections.size())
                    .filter(i -> projections.get(i) instanceof Expression.Input input && input.index() == column)
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found.size() == key.size() ? Optional.of(found) : Optional.empty();
    }

    @Override
    public Optional<List<Integer>> visitAggregate(Plan.Aggregate aggregate) {
        return Optional.of(IntStream.range(0, aggregate.groups().size()).boxed().toList());
    }
}
