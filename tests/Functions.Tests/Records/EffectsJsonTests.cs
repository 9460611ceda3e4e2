using System.Collections;
using System.Reflection;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Tests.Records;

public sealed class EffectsJsonTests
{
    private static readonly Notice Whole = new(
        "key", "case", "code", 3, "rung-1", "unit-finish", 2, 1, "p", "unit-clerk", "unit-clerk@x", "unit-head@x", true, Make.Start, Make.Start.AddHours(1), Make.Start.AddHours(2))
    {
        Because = 7,
        About = new(NoticeSubjectKind.CareVisit, "sweep", "440804", 5),
        DueAt = Make.Start.AddHours(5),
        Channels = ["wecom", "mail"],
    };

    [Fact]
    public void What_is_to_leave_comes_back_with_every_word_of_it()
    {
        Assert.Empty(LeftOut(Whole));
        Effects effects = new(
            [Whole, Whole with { About = null, Channels = null }], [new("event", "case", 4, "order", "type", Make.Start, "{\"a\":1}")], [new(WorkflowMessageKind.FollowCase, "case/3")]);
        var back = EffectsJson.Read(EffectsJson.Write(effects));

        Assert.Equal(effects.Notices.Select(Bare), back.Notices.Select(Bare));
        Assert.Equal(effects.Notices.Select(notice => notice.Channels), back.Notices.Select(notice => notice.Channels));
        Assert.Equal(effects.HotlineEvents.AsEnumerable(), back.HotlineEvents);
        Assert.Equal(effects.Messages.AsEnumerable(), back.Messages);
    }

    [Fact]
    public void Nothing_comes_back_as_nothing()
    {
        var back = EffectsJson.Read(EffectsJson.Write(new(default, default, default)));
        Assert.Equal((true, true, true), (back.Notices.IsEmpty, back.HotlineEvents.IsEmpty, back.Messages.IsEmpty));
    }

    /// <summary>Lists compare by reference.</summary>
    private static Notice Bare(Notice notice) => notice with { Channels = null };

    /// <summary>Properties that the sample leaves at nothing: one that is added later is to be added here.</summary>
    private static IEnumerable<string> LeftOut(object sample) => sample.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && property.GetValue(sample) is null or 0 or false or "" or ICollection { Count: 0 })
        .Select(property => property.Name);
}
