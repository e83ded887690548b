using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Schemas;
using PromptGen.Models;

namespace PromptGen.Generator.Reading;

/// <summary>A prompt interface, as its client file needs it.</summary>
/// <param name="Type">The interface itself.</param>
/// <param name="KnownModels">The assembly's class of what is known of models, from the root.</param>
/// <param name="Methods">Its methods, inherited ones included.</param>
internal sealed record PromptInterface(
    PartialType Type,
    string KnownModels,
    EquatableArray<PromptMethod> Methods)
{
    /// <summary>Its name from the root.</summary>
    public string TypeName => Type.TypeName;

    /// <summary>The interface with what is known of its prompts' models.</summary>
    public PromptInterface Knowing(ModelCatalog models) => this with { Methods = Methods.Select(method => method.Knowing(models)).ToEquatableArray() };
}

/// <summary>A method of a prompt interface.</summary>
/// <param name="Name">Its name, escaped.</param>
/// <param name="DeclaringType">The interface that declares it, from the root.</param>
/// <param name="ReturnType">What it returns, as it is written before the name.</param>
/// <param name="TypeParameters">Its type parameters, with the brackets; empty for a prompt.</param>
/// <param name="Constraints">What has to be said of its type parameters; empty for a prompt.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Call">What it sends; null where it is no valid prompt.</param>
/// <param name="Error">Why it is no valid prompt.</param>
internal sealed record PromptMethod(
    string Name,
    string DeclaringType,
    string ReturnType,
    string TypeParameters,
    string Constraints,
    EquatableArray<MethodParameter> Parameters,
    PromptCall? Call,
    string? Error)
{
    /// <summary>The method with what is known of its prompt's model; no valid prompt any more where the model does not take it.</summary>
    public PromptMethod Knowing(ModelCatalog models)
    {
        if (Call is null)
            return this;
        foreach (var problem in RequestRules.Check(Call.Request, models))
        {
            if (Rules.Of(problem.Rule) is { DefaultSeverity: DiagnosticSeverity.Error } rule)
                return this with { Call = null, Error = Rules.Describe(rule, [.. problem.Arguments]) };
        }

        return this with { Call = Call.Knowing(models) };
    }
}

/// <summary>A parameter of a method.</summary>
/// <param name="Name">Its name, not escaped.</param>
/// <param name="Modifier">What stands before the type in an implementation, with a space: <c>params </c>, <c>ref </c> and so on.</param>
/// <param name="Type">Its type, from the root.</param>
/// <param name="Default">Its default as C#; null where there is none.</param>
/// <param name="Kind">What it is for.</param>
internal sealed record MethodParameter(string Name, string Modifier, string Type, string? Default, ParameterKind Kind)
{
    public bool IsToken => Kind == ParameterKind.Token;
}

/// <summary>What a parameter of a prompt's method is for.</summary>
internal enum ParameterKind
{
    /// <summary>It goes where a placeholder has its name.</summary>
    Argument,

    /// <summary>It ends the call early.</summary>
    Token,

    /// <summary>It lies over the parameters that are declared.</summary>
    Parameters,

    /// <summary>It holds messages that go between the roles and the prompt.</summary>
    History,

    /// <summary>It goes with the user's message: an image or a file, or several.</summary>
    Attachment,
}

/// <summary>What a prompt sends, and how its reply is read.</summary>
/// <param name="PromptName">The name that the prompt goes by: interface and method.</param>
/// <param name="RequestName">The name of its method in the class of requests, escaped.</param>
/// <param name="IsPublic">Whether the method is public; where not, neither is its request.</param>
/// <param name="Returns">In what the value comes back.</param>
/// <param name="ResultType">The type of the value, from the root.</param>
/// <param name="Contract">What reads the value; null for plain text.</param>
/// <param name="MaxRepairs">How often an invalid answer is sent back; null where nothing says so.</param>
/// <param name="Validator">The class that checks the value, from the root; null where none does.</param>
/// <param name="Messages">The messages, in order.</param>
/// <param name="Settings">What is sent beside them.</param>
/// <param name="Request">All of that as models know it.</param>
/// <param name="IsModelKnown">Whether the model is in the catalog.</param>
internal sealed record PromptCall(
    string PromptName,
    string RequestName,
    bool IsPublic,
    ReturnShape Returns,
    string ResultType,
    ContractSource? Contract,
    int? MaxRepairs,
    string? Validator,
    EquatableArray<MessageTemplate> Messages,
    EquatableArray<PromptSetting> Settings,
    KnownRequest Request,
    bool IsModelKnown = false)
{
    /// <summary>The prompt with whether its model is known.</summary>
    public PromptCall Knowing(ModelCatalog models) =>
        Request.Model is { } id && models.Find(id) is not null ? this with { IsModelKnown = true } : this;
}

/// <summary>A message's template.</summary>
/// <param name="Role">The member of <c>PromptRole</c> that speaks.</param>
/// <param name="Parts">The text and its placeholders, each the name of a parameter.</param>
internal sealed record MessageTemplate(string Role, EquatableArray<MessagePart> Parts);

/// <summary>A piece of a message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text, or the C# that reaches the value.</param>
/// <param name="Format">The format of the value, or of a list's items; null for the general one.</param>
/// <param name="Separator">What stands between a list's items.</param>
/// <param name="ItemType">The type of a list's items, from the root, where the compiler would not infer it.</param>
/// <param name="Shape">The shape of a value that is written as JSON.</param>
internal sealed record MessagePart(
    PartKind Kind, string Text, string? Format = null, string? Separator = null, string? ItemType = null, TypeShape? Shape = null);

/// <summary>What a piece of a message is.</summary>
internal enum PartKind
{
    /// <summary>Text as it is.</summary>
    Text,

    /// <summary>A value.</summary>
    Value,

    /// <summary>A list of values.</summary>
    List,

    /// <summary>A value as JSON.</summary>
    Json,

    /// <summary>Examples, which are messages of their own: the only part of what stands for them.</summary>
    Examples,
}

/// <summary>A request parameter that a prompt is declared with: a property of ChatParameters, and its value as C#.</summary>
internal readonly record struct PromptSetting(string Name, string Value);

/// <summary>In what a prompt's value comes back.</summary>
/// <param name="IsValueTask">In a ValueTask, not a Task.</param>
/// <param name="IsResult">In a PromptResult, not by itself.</param>
/// <param name="IsStream">Piece by piece; then neither of the others.</param>
internal readonly record struct ReturnShape(bool IsValueTask = false, bool IsResult = false, bool IsStream = false);
