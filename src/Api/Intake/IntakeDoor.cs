using System.Text.Json;
using GridCase.Api.Cases;
using GridCase.Api.Files;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake;

namespace GridCase.Api.Intake;

/// <summary>Registers what came in through the desk and maps the answer.</summary>
internal sealed class IntakeDoor(CaseDesk desk, ICaseStore cases, IAttachmentStore files, IPolicySource policies, TimeProvider time)
{
    /// <summary>Registers what was received at <paramref name="now"/>, which is read once for all that it decides; true when this call created the case. Files named in it belong to the case from now on, those that come later too, also after a repeat.</summary>
    public async Task<(CaseFile File, bool Created)> Register(Registration registration, Actor actor, DateTimeOffset now, ReceiptRequest? receipt, CancellationToken cancellation, NamedFiles? named = null)
    {
        named ??= NamedFiles.Of(registration.Attachments, actor.PersonId);
        await named.Require(files, CaseIds.Of(registration.Channel, registration.ExternalId), actor.PersonId, cancellation);
        // What was accepted is finished, though the caller may have gone.
        var answer = await desk.Register(registration, actor, now, receipt, CancellationToken.None);
        if (answer.Refusal is { } refusal) throw ProblemWriter.Of(refusal);
        if (!named.Ids.IsEmpty) await files.Claim(named.Ids, answer.File!.Id, actor.PersonId, time.GetUtcNow(), CancellationToken.None);
        return (answer.File!, answer.Created);
    }

    /// <summary>
    /// For orders and reports that bear an Idempotency-Key: a repeat is answered with 201 as the first, from the receipt while it is kept and from
    /// the case itself for ever after.
    /// </summary>
    public async Task<IResult> RegisterOnce(HttpContext http, Registration registration, Actor actor, DateTimeOffset now, RepeatGuard repeats, NamedFiles named)
    {
        if (await Repeat(http, registration, actor, repeats, named) is { } kept) return kept;
        try
        {
            var (file, created) = await Register(registration, actor, now, repeats.Receipt(after => (StatusCodes.Status201Created, Body(after))), http.RequestAborted, named);
            if (!created) http.Response.Headers[RepeatGuard.ReplayedHeader] = "true";
            return Answer.Created($"/api/cases/{file.Id}", Show(file));
        }
        catch (ProblemException conflict) when (conflict.Code == "order-conflict" && registration.ExternalId.Contains('/', StringComparison.Ordinal))
        {
            // Here the key itself is the case's number.
            throw ProblemException.Conflict("idempotency-key-reused", "This key was used for a report with other content.");
        }
    }

    /// <summary>The kept answer to a repeat, or null. A process that died between commit and answer may not have got to the files: they are claimed once more.</summary>
    public async Task<IResult?> Repeat(HttpContext http, Registration registration, Actor actor, RepeatGuard repeats, NamedFiles named)
    {
        if (await repeats.Repeat(http, cases) is not { } kept) return null;
        if (!named.Ids.IsEmpty) await files.Claim(named.Ids, CaseIds.Of(registration.Channel, registration.ExternalId), actor.PersonId, time.GetUtcNow(), CancellationToken.None);
        return kept;
    }

    public OrderAccepted Show(CaseFile file)
    {
        var orderNo = CaseViews.OrderNoOf(file);
        return new(
            file.Id, file.Origin.Code, orderNo, file.Status, file.Stage, file.Grade, file.Light, ClockBoard.DueOf(file, ClockKind.CitizenFinish, policies.Current), CaseViews.AdviceOf(file),
            LinksOf(file, orderNo))
        {
            DoubtfulObservedAt = file.Origin.DoubtfulObservedAt,
        };
    }

    private string Body(CaseFile file) => JsonSerializer.Serialize(Show(file), ApiJson.Options);

    private static Dictionary<string, string> LinksOf(CaseFile file, string? orderNo)
    {
        var links = new Dictionary<string, string> { ["case"] = $"/api/cases/{file.Id}" };
        if (orderNo is null || DoorOf(file.Origin.Channel) is not { } door) return links;
        var self = $"{door}/{orderNo}";
        links["self"] = self;
        links["supplements"] = self + "/supplements";
        links["visits"] = self + "/visits";
        links["withdrawal"] = self + "/withdrawal";
        return links;
    }

    /// <summary>Where a sender follows its orders by number; null for channels that have no such doors.</summary>
    private static string? DoorOf(Channel channel) => channel switch
    {
        Channel.Hotline => "/api/hotline/orders",
        Channel.Window or Channel.Petition or Channel.Police or Channel.Public => $"/api/intake/orders/{KebabCase.Of(channel)}",
        _ => null,
    };
}
