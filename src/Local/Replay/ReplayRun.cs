using GridCase.Local.Hosting;
using GridCase.Local.Replay.Orders;
using GridCase.Local.Replay.People;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake;

namespace GridCase.Local.Replay;

/// <summary>
/// Feeds an order file through the whole workflows in virtual time: the clock goes from one person's step to the next, the engine does what falls due on
/// the way, and each case's next step follows from where the case then stands.
/// </summary>
public sealed class ReplayRun
{
    private readonly CountyRuntime county;
    private readonly OrderSurvey survey;
    private readonly int seed;
    private readonly UnitShares shares;
    private readonly Crew crew;
    private readonly ReplayMoves moves;
    private readonly PriorityQueue<PlannedAct, (DateTimeOffset At, long Number)> queue = new();
    private long planned;

    public ReplayRun(CountyRuntime county, OrderSurvey survey, ResponseModel model, int seed)
    {
        this.county = county;
        this.survey = survey;
        this.seed = seed;
        shares = new(survey.Flags, seed);
        crew = new(county.Directory.Current);
        moves = new(county, model, crew, Progress);
    }

    public ReplayProgress Progress { get; } = new();

    /// <summary>Runs until every case has ended, or until an instant. What was refused or fell through is in <see cref="Progress"/>, not thrown.</summary>
    /// <exception cref="OperationCanceledException">Stopped by a person; what was done so far stays in the record.</exception>
    public async Task Run(DateTimeOffset? until, CancellationToken cancellation = default)
    {
        using var orders = survey.File.Orders().GetEnumerator();
        var next = orders.MoveNext() ? orders.Current : null;
        var batch = new List<PlannedAct>();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var instant = queue.TryPeek(out _, out var first) ? first.At : (DateTimeOffset?)null;
            if (next is not null && !(instant < next.ReceivedAt)) instant = next.ReceivedAt;
            if (instant is not { } at || at > until) break;
            // An order that stands behind a later one in the file comes in when it is read.
            if (at < county.Time.GetUtcNow()) at = county.Time.GetUtcNow();
            await county.Engine.AdvanceTo(at);
            Progress.Now = at;
            for (; next is not null && next.ReceivedAt <= at; next = orders.MoveNext() ? orders.Current : null) batch.Add(Arrival(next));
            while (queue.TryPeek(out var act, out first) && first.At <= at) batch.Add(queue.Dequeue());
            await Take(batch, at, cancellation);
            batch.Clear();
        }

        if (until > county.Time.GetUtcNow()) await county.Engine.AdvanceTo(until.Value);
        await county.Engine.RunToRest();
    }

    /// <summary>What happens at one instant: different cases side by side, the same case one after another, so that the outcome never depends on speed.</summary>
    private async Task Take(List<PlannedAct> batch, DateTimeOffset at, CancellationToken cancellation)
    {
        var byCase = batch.GroupBy(act => act.Play.CaseId).ToList();
        var followUps = await Task.WhenAll(byCase.Select(acts => TakeInOrder(acts, at, cancellation)));
        foreach (var act in followUps.SelectMany(acts => acts)) queue.Enqueue(act, (act.At, planned++));
    }

    private async Task<List<PlannedAct>> TakeInOrder(IEnumerable<PlannedAct> acts, DateTimeOffset at, CancellationToken cancellation)
    {
        var followUps = new List<PlannedAct>();
        foreach (var act in acts) await moves.Take(act, at, followUps, cancellation);
        return followUps;
    }

    private PlannedAct Arrival(FileOrder order)
    {
        var unit = survey.County.UnitCode(order.Unit.Name, order.Unit.Key);
        var caseId = CaseIds.Of(order.Channel, order.Id);
        var play = new CasePlay(caseId, unit, shares.NextInTime(unit), shares.Of(unit), Dice.Of(seed, caseId));
        var registration = new Registration
        {
            Channel = order.Channel,
            ExternalId = order.Id,
            ContentHash = order.ContentHash,
            Kind = order.Kind,
            Category = order.Category,
            Text = "回放：原单无正文",
            GridCode = survey.County.GridCode(order.Place.Street, order.Place.Community),
            // The file names no caller. Somebody called, so somebody can be visited: a number that nobody has stands for them.
            Caller = new(null, "00000000000", null),
            ReceivedAt = order.ReceivedAt,
        };
        return new(order.ReceivedAt, play, new Arrives(registration, crew.Door(order.Channel)));
    }
}
