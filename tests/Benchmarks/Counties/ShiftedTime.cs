namespace GridCase.Benchmarks;

/// <summary>The machine's clock, so far ahead of or behind the world: the same in each process that is told how far.</summary>
internal sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + ahead;
}
