using GridCase.Workflows.Durable;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Sends what waits in the lanes, at least once and in order.</summary>
public sealed class LaneActivities(INoticeStore notices, IParcelSender sender)
{
    /// <summary>Eight tries over about a day; then the parcel is a dead letter and its lane waits for an operator. Design §7.</summary>
    public static RetryPolicy Patience { get; } = new(8, TimeSpan.FromSeconds(10), 4, TimeSpan.FromHours(8));

    /// <summary>So long a receiver may ask for patience without a try being counted.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromDays(1);

    /// <summary>Tries the first parcel of the lane once.</summary>
    public async Task<LaneLook> DeliverNext(string lane, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await notices.NextParcel(lane, cancellation) is not { } parcel) return new(false, true, null);
        // What may leave at once takes along what waits before it for the morning: it must neither overtake nor wait.
        var opens = parcel.NotBefore > now ? await notices.LaneOpens(lane, cancellation) ?? parcel.NotBefore : parcel.NotBefore;
        if (opens > now) return new(false, false, opens);
        // Another parcel that comes into the lane wakes it; that takes no try from the one in front.
        if (parcel.FailedAt is { } failed && Patience.DelayAfter(parcel.Attempts) is { } rest && now < failed + rest) return new(false, false, failed + rest);
        if (parcel.Type == Digest.Type)
        {
            if (await notices.SealDigest(parcel.Id, cancellation) is not { } whole) return new(false, true, null);
            parcel = whole;
        }

        var result = await sender.Send(parcel, cancellation);
        if (result.Taken)
        {
            await notices.RecordAttempt(parcel.Id, AttemptOutcome.Delivered, null, now, cancellation);
            // Said here, that the lane is empty costs no second try to find out.
            return new(true, await notices.NextParcel(lane, cancellation) is null, null);
        }

        if (result.Pause is { } pause && now - opens < LongestPatience)
        {
            await notices.RecordAttempt(parcel.Id, AttemptOutcome.Deferred, result.Detail, now, cancellation);
            return new(false, false, now + pause);
        }

        var wait = result.Hopeless ? null : Patience.DelayAfter(parcel.Attempts + 1);
        await notices.RecordAttempt(parcel.Id, wait is null ? AttemptOutcome.Dead : AttemptOutcome.Failed, result.Detail, now, cancellation);
        return wait is { } delay ? new(false, false, now + delay) : new(false, true, null);
    }

    /// <summary>Whether a parcel waits in the lane.</summary>
    public async Task<bool> HasMore(string lane) => await notices.NextParcel(lane) is not null;
}
