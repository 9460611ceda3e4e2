using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Empties one lane in order: one parcel at a time, waiting longer after each fault, until it is empty or its first parcel is given up.</summary>
public sealed class LaneDelivery : Workflow<LaneCursor, int>
{
    /// <summary>After so many parcels a new execution begins, so that history stays short.</summary>
    private const int ParcelsPerExecution = 25;

    public override async Task<int> Run(WorkflowContext context, LaneCursor cursor)
    {
        using var wake = new Wake<int>(context, Orchestrations.ParcelWaiting);
        for (var sent = 0; sent < ParcelsPerExecution;)
        {
            var look = await context.Call(Activities.DeliverNext, cursor.Lane, RetryPolicy.Transient);
            if (look.Delivered) sent++;
            // The signal of a parcel that came while the lane was found empty would end with this run.
            if (look.IsEmpty && !await context.Call(Activities.LaneHasMore, cursor.Lane, RetryPolicy.Transient)) return cursor.Sent + sent;
            if (look.TryAgainAt is { } at) await wake.At(at);
        }

        context.ContinueAsNew(cursor with { Sent = cursor.Sent + ParcelsPerExecution });
        return cursor.Sent + ParcelsPerExecution;
    }
}

/// <param name="Sent">Parcels sent by earlier executions.</param>
public sealed record LaneCursor(string Lane, int Sent);

/// <summary>How a lane stands after one try.</summary>
/// <param name="IsEmpty">Nothing waits, or the lane is parked.</param>
/// <param name="TryAgainAt">When its first parcel is to be tried again, or may go at the earliest.</param>
public sealed record LaneLook(bool Delivered, bool IsEmpty, DateTimeOffset? TryAgainAt);
