using GridCase.Functions.Durable;
using GridCase.Functions.Hosting;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Activities;

/// <summary>Runs an activity with the county as it is, and the time of its run.</summary>
internal static class ActivityRun
{
    public static async Task<Outcome<T>> Do<T>(this CountyEntrance entrance, DurableTaskClient client, Func<CountyWork, DateTimeOffset, Task<T>> activity, CancellationToken cancellation)
    {
        var county = await entrance.Enter(client, cancellation).ConfigureAwait(false);
        return await Outcome<T>.Of(() => activity(county.Work, county.Time.GetUtcNow())).ConfigureAwait(false);
    }
}
