using GridCase.Workflows.Care;
using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>The activities by name.</summary>
public static class Activities
{
    /// <summary>Appends what happened to a case by itself up to now; returns where it stands.</summary>
    public static Activity<string, RecordLook> LookAtRecord { get; } = new("LookAtRecord");

    /// <summary>Lets parents, children and merged cases take over what this case's record says.</summary>
    public static Activity<string, Nothing> TellFamily { get; } = new("TellFamily");

    /// <summary>Opens the linked case of a recurrence.</summary>
    public static Activity<string, string?> OpenRecurrence { get; } = new("OpenRecurrence");

    /// <summary>Sends the next parcel of a lane.</summary>
    public static Activity<string, LaneLook> DeliverNext { get; } = new("DeliverNext");

    /// <summary>Whether a parcel came into a lane after it was found empty. Asked in the step that ends the lane's run, so that none can come between.</summary>
    public static Activity<string, bool> LaneHasMore { get; } = new("LaneHasMore");

    /// <summary>Compares a page of open cases with their orchestrations and repairs.</summary>
    public static Activity<WatchCursor, WatchCursor> CompareAndRepair { get; } = new("CompareAndRepair");

    /// <summary>Visits the next batch of open cases with a rule change; returns how its rollout stands.</summary>
    public static Activity<int, RolloutStep> RollOut { get; } = new("RollOut");

    /// <summary>Lets the next batch of open cases follow a move in the directory.</summary>
    public static Activity<GridMoveCursor, GridMoveCursor> MoveCases { get; } = new("MoveCases");

    /// <summary>Counts out the pages of a preview.</summary>
    public static Activity<int, PreviewPlan> PlanPreview { get; } = new("PlanPreview");

    /// <summary>Computes one page of a preview; false when it is no longer wanted.</summary>
    public static Activity<PreviewPage, bool> PreviewPage { get; } = new("PreviewPage");

    /// <summary>Adds the pages of a preview up.</summary>
    public static Activity<int, PreviewState> FinishPreview { get; } = new("FinishPreview");

    /// <summary>Says of a preview that it could not be computed.</summary>
    public static Activity<int, PreviewState> FailPreview { get; } = new("FailPreview");

    /// <summary>Does what is due in the register of care visits.</summary>
    public static Activity<Nothing, CareLookAhead> LookAtCare { get; } = new("LookAtCare");

    /// <summary>Opens the sweeps that the plans want; returns when to look again.</summary>
    public static Activity<Nothing, DateTimeOffset> OpenSweeps { get; } = new("OpenSweeps");

    /// <summary>Moves a sweep on by one step; returns where it stands.</summary>
    public static Activity<string, SweepLook> AdvanceSweep { get; } = new("AdvanceSweep");

    /// <summary>Does what follows from the result of an inspection.</summary>
    public static Activity<string, bool> SettleInspection { get; } = new("SettleInspection");

    /// <summary>Lets re-inspections follow a case.</summary>
    public static Activity<string, bool> FollowCase { get; } = new("FollowCase");

    /// <summary>Seals the days that are over.</summary>
    public static Activity<Nothing, DateTimeOffset> SealDays { get; } = new("SealDays");

    /// <summary>Ceases to wait for some of the files that never came; true when there are more.</summary>
    public static Activity<Nothing, bool> GiveUpFiles { get; } = new("GiveUpFiles");

    /// <summary>Removes contents that a crash left; returns when to come again.</summary>
    public static Activity<Nothing, DateTimeOffset> SweepFiles { get; } = new("SweepFiles");
}
