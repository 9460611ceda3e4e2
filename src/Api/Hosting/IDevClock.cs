namespace GridCase.Api.Hosting;

/// <summary>The clock of a host that was started with <c>--clock manual</c>: time stands still until moved. Not registered otherwise, and then its endpoint is absent.</summary>
public interface IDevClock
{
    DateTimeOffset Now { get; }

    /// <summary>Moves the clock forward and returns the new time once everything due by then has run to rest.</summary>
    Task<DateTimeOffset> AdvanceTo(DateTimeOffset instant, CancellationToken cancellation = default);
}
