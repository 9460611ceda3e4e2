using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Contracts;

/// <summary>What every store of the Open311 catalogue keeps to.</summary>
public abstract class CatalogueContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected static readonly ServiceCatalogue Some = new(
        99, Make.Start, "综治中心 0759-12345", "Write to the centre.",
        [
            new("street-light", "facility.street-light", "路灯不亮 Street light out", "A lamp that is out.", CaseKind.Complaint)
            {
                Keywords = ["路灯", "lamp"],
                Group = "市政",
                CoarsePlace = true,
                Questions =
                [
                    new("since", AnswerType.SingleValueList, true, "多久了？") { Choices = [new("day", "一天"), new("week", "一周以上")] },
                    new("note", AnswerType.Text, false, "请勿触摸灯杆。") { Asks = false, Hint = "只读" },
                ],
            },
        ])
    {
        JurisdictionId = "potou.gov.cn",
        PublicUrl = new("https://potou.gov.cn/zz"),
        IsTest = true,
        Withheld = ["enforcement"],
    };

    protected TRig Rig { get; } = new();

    protected ICatalogueStore Catalogue => Rig.Stores.Catalogue;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public void Nothing_is_offered_at_first() => Assert.Equal((0, 0), (Catalogue.Current.Version, Catalogue.Current.Services.Length));

    [Fact]
    public async Task It_is_kept_whole_with_the_next_version()
    {
        Assert.True(await Catalogue.Save(Some, 0));
        Same(Some with { Version = 1 }, Catalogue.Current);
    }

    [Fact]
    public async Task Of_two_who_change_it_the_second_is_told()
    {
        await Catalogue.Save(Some, 0);
        Assert.False(await Catalogue.Save(Some with { Contact = "other" }, 0));
        Assert.False(await Catalogue.Save(Some with { Contact = "other" }, 2));
        Same(Some with { Version = 1 }, Catalogue.Current);
        Assert.True(await Catalogue.Save(Some with { Contact = "other", Services = [] }, 1));
        Assert.Equal((2, "other", 0), (Catalogue.Current.Version, Catalogue.Current.Contact, Catalogue.Current.Services.Length));
    }

    /// <summary>Lists in records are compared by reference, so each is compared by itself.</summary>
    protected static void Same(ServiceCatalogue expected, ServiceCatalogue kept)
    {
        Assert.Equal(expected with { Services = [], Withheld = [] }, kept with { Services = [], Withheld = [] });
        Assert.Equal(expected.Withheld.AsEnumerable(), kept.Withheld);
        foreach (var (one, other) in expected.Services.Zip(kept.Services, (one, other) => (one, other)))
        {
            Assert.Equal(one with { Keywords = [], Questions = [] }, other with { Keywords = [], Questions = [] });
            Assert.Equal(one.Keywords.AsEnumerable(), other.Keywords);
            Assert.Equal(one.Questions.Select(question => question with { Choices = [] }), other.Questions.Select(question => question with { Choices = [] }));
            Assert.Equal(one.Questions.SelectMany(question => question.Choices), other.Questions.SelectMany(question => question.Choices));
        }

        Assert.Equal(expected.Services.Length, kept.Services.Length);
    }
}
