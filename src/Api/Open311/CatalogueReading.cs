using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Open311;

/// <summary>Makes a catalogue of what an administrator sent, and shows one in the same words.</summary>
internal static class CatalogueReading
{
    /// <summary>Null for an address that is none.</summary>
    public static ServiceCatalogue? Read(CatalogueDocument document, string changedBy, DateTimeOffset changedAt)
    {
        Uri? url = null;
        if (document.PublicUrl is { Length: > 0 } text && !Uri.TryCreate(text, UriKind.Absolute, out url)) return null;
        return new(document.ExpectedVersion!.Value, changedAt, document.Contact!, document.KeyService!, [.. document.Services!.Select(Read)])
        {
            ChangedBy = changedBy,
            JurisdictionId = string.IsNullOrEmpty(document.JurisdictionId) ? null : document.JurisdictionId,
            PublicUrl = url,
            IsTest = document.Test,
            Withheld = [.. document.Withheld ?? []],
        };
    }

    public static CatalogueView Show(ServiceCatalogue catalogue, PublicMatters matters) => new(
        catalogue.Version, catalogue.ChangedAt, catalogue.ChangedBy, catalogue.Contact, catalogue.KeyService, catalogue.JurisdictionId, catalogue.PublicUrl?.AbsoluteUri, catalogue.IsTest,
        catalogue.Withheld, [.. catalogue.Services.Select(Show)], [.. catalogue.Services.Except(matters.Offered).Select(service => service.Code)]);

    private static PublicService Read(ServiceDocument document) => new(document.Code!, document.Category!, document.Name!, document.Description!, document.Kind!.Value)
    {
        Keywords = [.. document.Keywords ?? []],
        Group = document.Group,
        CoarsePlace = document.CoarsePlace,
        Questions = [.. (document.Questions ?? []).Select(Read)],
    };

    private static ServiceQuestion Read(QuestionDocument document) => new(document.Code!, document.Type!.Value, document.Required, document.Description!)
    {
        Asks = document.Asks,
        Hint = document.Hint,
        Choices = [.. (document.Choices ?? []).Select(choice => new AnswerChoice(choice.Key!, choice.Name!))],
    };

    private static ServiceDocument Show(PublicService service) => new()
    {
        Code = service.Code,
        Category = service.Category,
        Name = service.Name,
        Description = service.Description,
        Kind = service.Kind,
        Keywords = service.Keywords,
        Group = service.Group,
        CoarsePlace = service.CoarsePlace,
        Questions = [.. service.Questions.Select(Show)],
    };

    private static QuestionDocument Show(ServiceQuestion question) => new()
    {
        Code = question.Code,
        Type = question.Type,
        Required = question.Required,
        Description = question.Description,
        Asks = question.Asks,
        Hint = question.Hint,
        Choices = [.. question.Choices.Select(choice => new ChoiceDocument { Key = choice.Key, Name = choice.Name })],
    };
}
