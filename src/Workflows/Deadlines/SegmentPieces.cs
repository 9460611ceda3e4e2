using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>What sort of stretch it is and why; neighbours alike are joined.</summary>
internal sealed record PieceReason(SegmentKind Kind, string? Name = null, bool InWorkingDays = false, bool Rolled = false);

/// <summary>Collects stretches in local ticks, joins neighbours, cuts off at an open pause, and words the result.</summary>
internal sealed class SegmentPieces(long? cut)
{
    private readonly List<(long From, long To, decimal Days, long Time, PieceReason Reason)> pieces = [];

    internal void Add(long from, long to, PieceReason reason, decimal days = 0, long time = 0)
    {
        // A day that ends as it begins, at the same time as a start at 00:00, still counts.
        if (to < from || (to == from && days == 0) || from >= cut) return;
        if (to > cut)
        {
            days = days == decimal.Truncate(days) ? days : days * (cut.Value - from) / (to - from);
            time = time == 0 ? 0 : time - (to - cut.Value);
            to = cut.Value;
        }

        if (pieces.Count > 0 && pieces[^1] is var last && last.To == from && last.Reason == reason)
            pieces[^1] = (last.From, to, last.Days + days, last.Time + time, reason);
        else
            pieces.Add((from, to, days, time, reason));
    }

    internal ImmutableArray<Segment> Build(Clock clock, Pause? open)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>(pieces.Count + 2);
        foreach (var (from, to, days, time, reason) in pieces)
        {
            var (zh, en) = SegmentWording.Of(reason, days, new(time), clock);
            segments.Add(new(WorkCalendar.Instant(from), WorkCalendar.Instant(to), reason.Kind, days, new(time), zh, en));
        }

        if (open is null) return segments.DrainToImmutable();
        var (openZh, openEn) = SegmentWording.Of(new(SegmentKind.Pause, open.ReasonCode), 0, TimeSpan.Zero, clock);
        var begins = segments.Count > 0 ? segments[^1].To!.Value : clock.StartedAt;
        if (begins < open.From) segments.Add(new(begins, open.From, SegmentKind.Overdue, 0, TimeSpan.Zero, "已到期", "past the due time"));
        segments.Add(new(begins > open.From ? begins : open.From, null, SegmentKind.Pause, 0, TimeSpan.Zero, openZh, openEn));
        return segments.DrainToImmutable();
    }
}

/// <summary>Words a segment in Chinese and English.</summary>
internal static class SegmentWording
{
    internal static (string Zh, string En) Of(PieceReason reason, decimal days, TimeSpan time, Clock clock)
    {
        if (clock.FixedDue is not null && reason.Kind == SegmentKind.Running)
            return ("热线指定的期限", "until the due time that the hotline fixed");
        return reason.Kind switch
        {
            SegmentKind.StartDay => ("起始日，不计", "start day, not counted"),
            SegmentKind.DayOff => ("周末，不计", "weekend, not counted"),
            SegmentKind.Holiday => ($"{reason.Name}放假，不计", $"{reason.Name} holiday, not counted"),
            SegmentKind.AfterHours => ("非办公时间，不计", "office closed, not counted"),
            SegmentKind.Pause => ($"挂起（{reason.Name}），不计", $"stood still ({reason.Name}), not counted"),
            SegmentKind.MakeUpDay => (
                $"{reason.Name}调休上班，计{Amount(reason, days, time).Zh}",
                $"make-up working day ({reason.Name}), {Amount(reason, days, time).En} counted"),
            SegmentKind.Extension => ($"延期，计{Amount(reason, days, time).Zh}", $"extension, {Amount(reason, days, time).En} counted"),
            _ when reason.Rolled => ("顺延至下一工作日", "rolled to the next working day"),
            _ when days == 0 && time == TimeSpan.Zero => ("当日", "the same day"),
            _ => ($"计{Amount(reason, days, time).Zh}", $"{Amount(reason, days, time).En} counted"),
        };
    }

    private static (string Zh, string En) Amount(PieceReason reason, decimal days, TimeSpan time)
    {
        if (days != decimal.Truncate(days) || (days == 0 && time > TimeSpan.Zero)) return Amount(time);
        var unit = reason.InWorkingDays ? ("个工作日", days == 1 ? " working day" : " working days") : ("日", days == 1 ? " day" : " days");
        return ($"{days:0}{unit.Item1}", $"{days:0}{unit.Item2}");
    }

    private static (string Zh, string En) Amount(TimeSpan time)
    {
        var hours = (int)Math.Floor(time.TotalHours);
        return hours == 0 ? ($"{time.TotalMinutes:0.##}分钟", $"{time.TotalMinutes:0.##} min")
            : time.Minutes == 0 ? ($"{hours}小时", $"{hours} h")
            : ($"{hours}小时{time.Minutes}分钟", $"{hours} h {time.Minutes} min");
    }
}
