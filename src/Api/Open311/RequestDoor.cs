using GridCase.Api.Hosting;
using GridCase.Api.Intake;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Open311;

/// <summary>Registers a request as a case, once however often it is sent; see <see cref="RequestMapping"/> for what is the same request.</summary>
internal sealed class RequestDoor(IntakeDoor intake, ICaseStore cases, ICatalogueStore catalogue, IDirectorySource directory, ICallerKeys callers, KeyCheck keys, TimeProvider time)
{
    /// <summary>The case, and whether it was there already.</summary>
    /// <exception cref="ProblemException">403 for the key, 404 for jurisdiction or service, 400 for everything else, every fault named.</exception>
    public async Task<(CaseFile File, bool Repeated)> Take(HttpContext http, SentForm form)
    {
        var keyId = await keys.Require(form, http.RequestAborted);
        var query = http.Request.Query;
        Jurisdiction.Check(query[Jurisdiction.Name], catalogue.Current, directory.Current);
        Jurisdiction.Check(form.All(Jurisdiction.Name).ToArray(), catalogue.Current, directory.Current);
        var faults = query.Keys.Where(name => name != Jurisdiction.Name).Take(1).Select(_ => "What is asked for stands in the body; nothing but jurisdiction_id in the address.").ToList();
        var draft = Read(form, faults);
        var idempotencyKey = RepeatGuard.KeyOf(http.Request, false);
        if (draft is null) throw ErrorAnswer.Of(faults);
        return await Register(keyId, idempotencyKey, draft, http.RequestAborted);
    }

    private RequestDraft? Read(SentForm form, List<string> faults)
    {
        if (form.One("service_code", faults) is not { } code)
        {
            if (form.All("service_code").IsEmpty) faults.Add("service_code is required.");
            RequestReading.ReadWithoutService(form, directory.Current, faults);
            return null;
        }

        var service = new PublicMatters(catalogue.Current, directory.Current).Offer(code)
            ?? throw new ProblemException(StatusCodes.Status404NotFound, "unknown-service", "There is no such service_code.");
        return RequestReading.Read(form, service, directory.Current, faults);
    }

    private async Task<(CaseFile, bool)> Register(string keyId, string? idempotencyKey, RequestDraft draft, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var ids = RequestMapping.IdsOf(keyId, draft, now);
        var id = idempotencyKey is null ? ids.Now : RequestMapping.IdOf(keyId, idempotencyKey);
        if (idempotencyKey is null && await cases.Find(CaseIds.Of(Channel.Open311, ids.Before), cancellation) is { } before && before.RegisteredAt > now - RequestMapping.SameFor)
            return (before, true);
        try
        {
            var (file, created) = await intake.Register(RequestMapping.Of(draft, id, callers.Of(draft.Caller?.Phone), now), Actor.System("open311/" + keyId), now, null, cancellation);
            return (file, !created);
        }
        catch (ProblemException conflict) when (conflict.Code == "order-conflict")
        {
            throw ProblemException.Malformed("idempotency-key-reused", "This Idempotency-Key was used for a request with other content.");
        }
    }
}
