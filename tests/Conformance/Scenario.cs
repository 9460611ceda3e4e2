namespace GridCase.Conformance;

/// <summary>One or a few scenarios over the county of this run.</summary>
public abstract class Scenario : IAsyncLifetime
{
    private IDisposable? turn;

    private protected RunningCounty County { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        County = await RunningCounty.OfThisRun;
        turn = await County.Turn();
    }

    public Task DisposeAsync()
    {
        turn?.Dispose();
        return Task.CompletedTask;
    }
}
