using PromptGen.Generator.Pipeline;

namespace PromptGen.Models;

/// <summary>The rules that requests are held to; each has a diagnostic of that name.</summary>
internal enum RequestRule
{
    ParameterOutOfBounds,
    ParameterNotPortable,
    ParameterNotTaken,
    RoleNotTaken,
    ResponseFormatNotTaken,
    ContentPartNotTaken,
    ParametersExclusive,
    TemperatureWithTopP,
    StopWithStructure,
    TokenLimitRenamed,
    SchemaInPrompt,
}

/// <summary>What is wrong with a request.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Subject">
/// What breaks it: the property of <c>ChatParameters</c>; for <see cref="RequestRule.RoleNotTaken"/> the role, for
/// <see cref="RequestRule.ResponseFormatNotTaken"/> and <see cref="RequestRule.SchemaInPrompt"/> the format and for <see cref="RequestRule.ContentPartNotTaken"/> the part.
/// </param>
/// <param name="Arguments">What the rule's message is made with.</param>
/// <param name="Nearest">The value that the rule allows and that is nearest to the one that is set, as C#; null where there is none.</param>
internal sealed record RequestProblem(RequestRule Rule, string Subject, EquatableArray<string> Arguments, string? Nearest = null)
{
    public static RequestProblem Of(RequestRule rule, string subject, params string[] arguments) => new(rule, subject, new(arguments));
}
