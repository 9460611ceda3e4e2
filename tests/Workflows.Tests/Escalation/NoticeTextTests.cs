using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Tests.Cases;
using GridCase.Workflows.Tests.Directory;

namespace GridCase.Workflows.Tests.Escalation;

/// <summary>What people read of a notice.</summary>
public sealed class NoticeTextTests
{
    private static readonly CountyDirectory Directory = new(SmallCounty.Build());

    [Fact]
    public void A_notice_says_in_both_languages_which_case_what_clock_and_by_when()
    {
        var notice = NoticeChannelTests.Notice("rung-2", false, "unit-finish") with
        {
            Rung = 2,
            DueAt = CaseScript.Instant("2026-02-13 17:30"),
            AcknowledgeBy = CaseScript.Instant("2026-02-24 10:00"),
            Instead = "unit-deputy-head@440804-jtj",
            Because = 7,
        };
        var text = NoticeText.Of(notice, Directory);

        Assert.Equal("【网格通知】440804-260213-ABCDEF 超期第2级督办 / it is overdue: rung 2 of the ladder", text.Title);
        Assert.Equal(
            [
                "案件 440804-260213-ABCDEF：超期第2级督办",
                "时限：单位办结，到期 2026-02-13 17:30",
                "通知岗位：交通运输局 岗位（代 交通运输局 岗位，该岗位空缺或不在岗）",
                "请于 2026-02-24 10:00 前签阅，逾期将逐级上报",
                "原因：规则变更（第7号）使期限改变，并非时间推移所致",
            ],
            text.Zh.AsEnumerable());
        Assert.Equal("Clock: the unit's finish, due 2026-02-13 17:30", text.En[1]);
        Assert.Contains("instead of 交通运输局", text.En[2], StringComparison.Ordinal);
        Assert.Equal("Because: rule change 7 moved the time limit; it was not time passing", text.En[4]);
        Assert.True(text.Body.IndexOf("案件", StringComparison.Ordinal) < text.Body.IndexOf("Case ", StringComparison.Ordinal));
        Assert.DoesNotContain("某人", text.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deputy_is_told_as_a_deputy()
    {
        var text = NoticeText.Of(NoticeChannelTests.Notice("due", true) with { Instead = "unit-head@440804-jtj" }, Directory);
        Assert.StartsWith("【紧急】", text.Title, StringComparison.Ordinal);
        Assert.Contains("代岗", text.Zh[2], StringComparison.Ordinal);
        Assert.Contains("as its deputy", text.En[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_purpose_that_the_rules_tell_has_words()
    {
        var told = CaseScript.InHandling().Wait("2026-04-30 10:00").Notices.Select(notice => notice.Purpose).Distinct().ToList();
        Assert.Contains("registered", told);
        Assert.Contains(told, purpose => purpose.StartsWith("rung-", StringComparison.Ordinal));
        Assert.All(told, purpose => Assert.NotEqual(purpose, NoticeWords.OfPurpose(purpose).Zh));
        Assert.All(Enum.GetValues<ClockKind>(), kind => Assert.NotEqual(Words.Of(kind), NoticeWords.OfClock(Words.Of(kind)).Zh));
        Assert.Equal("协办", NoticeWords.OfClock("subtask:s1").Zh);
    }

    [Fact]
    public void A_mark_says_when_its_clock_falls_due()
    {
        var warned = CaseScript.InHandling().Wait("2026-04-30 10:00").Notices.Where(notice => notice.IsMark).ToList();
        Assert.NotEmpty(warned);
        Assert.All(warned, notice => Assert.NotNull(notice.DueAt));
    }

    [Fact]
    public void A_digest_counts_by_purpose_and_names_fifty_cases_at_most()
    {
        var held = Enumerable.Range(1, 130).Select(number => (number % 3 == 0 ? "due" : "warn", $"C-{number / 2}"));
        var digest = Digest.Of("p-1", CaseScript.Instant("2026-02-13 09:00"), CaseScript.Instant("2026-02-13 10:00"), held);

        Assert.Equal([new PurposeCount("warn", 87), new PurposeCount("due", 43)], digest.ByPurpose.AsEnumerable());
        Assert.Equal((130, 66, 50), (digest.Total, digest.Cases, digest.CaseCodes.Length));
        var text = NoticeText.Of(digest);
        Assert.Equal("【网格通知】130条通知合并 / 130 notices in one", text.Title);
        Assert.Contains("· 即将到期预警：87", text.Zh);
        Assert.Contains("- it fell due: 43", text.En);
        Assert.EndsWith("等，另 16 件", text.Zh[^1], StringComparison.Ordinal);
    }
}
