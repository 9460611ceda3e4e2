using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Local.Tests.Counties;

/// <summary>What the demo county offers by Open311.</summary>
public sealed class DemoCatalogueTests
{
    private static readonly CountyDirectory Directory = new(DemoCounty.Build().County);
    private static readonly ServiceCatalogue Catalogue = DemoCounty.Catalogue();

    [Fact]
    public void Every_service_can_be_kept_and_is_offered()
    {
        Assert.Empty(CatalogueCheck.Faults(Catalogue, Directory));
        Assert.Equal(Catalogue.Services, new PublicMatters(Catalogue, Directory).Offered);
        Assert.True(Catalogue.Services.Length > 10);
    }

    [Fact]
    public void Each_is_named_in_Chinese_and_in_English()
    {
        foreach (var service in Catalogue.Services)
            foreach (var words in new[] { service.Name, service.Description, service.Group! }.Concat(service.Questions.Select(question => question.Description)).Concat(service.Questions.SelectMany(question => question.Choices.Select(choice => choice.Name))))
            {
                Assert.Contains(words, character => character is >= '一' and <= '鿿');
                Assert.Contains(words, char.IsAsciiLetter);
            }
    }

    [Fact]
    public void Each_way_to_answer_is_shown_by_at_least_one() =>
        Assert.Equal(Enum.GetValues<AnswerType>(), Catalogue.Services.SelectMany(service => service.Questions).Where(question => question.Asks).Select(question => question.Type).Distinct().Order());
}
