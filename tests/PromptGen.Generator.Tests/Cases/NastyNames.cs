using PromptGen;

namespace Demo
{
    internal record Client(string System, string Task);

    internal record Prompts(Client Client, Client Prompt, string reader, string seen, string items, string Names, string Read);

    internal record String(Action Action);

    internal enum Action
    {
        Action,
        value,
        global,
    }

    internal partial interface Transport
    {
        [Prompt("{transport} {options} {value} {writer} {_writer} {reader} {cancellationToken} {Client} {Prompts} {System} {Task} {this}")]
        global::System.Threading.Tasks.Task<Prompts> Create(
            string transport, string options, string value, string writer, string _writer, string reader, string cancellationToken,
            string Client, string Prompts, string System, string Task, string @this, global::System.Threading.CancellationToken token);

        [Prompt("Create")]
        global::System.Threading.Tasks.Task<String> Create();

        [Prompt("Equals {other}")]
        global::System.Threading.Tasks.Task<Client> Equals(string other);

        [Prompt("ToString")]
        global::System.Threading.Tasks.Task<string> ToString();

        [Prompt("PromptRequestsAsync {x}")]
        global::System.Threading.Tasks.Task<string> PromptRequestsAsync(int x);

        [Prompt("AskAsync {x}")]
        global::System.Threading.Tasks.Task<string> AskAsync(int x);

        [Prompt("Ask {x}")]
        global::System.Threading.Tasks.Task<string> Ask(int x);

        [Prompt("Ask {x} with a token")]
        global::System.Threading.Tasks.Task<string> Ask(int x, global::System.Threading.CancellationToken options);

        [Prompt("class {x} {event}")]
        global::System.Threading.Tasks.Task<string> @class(string x, string @event);
    }

    namespace System
    {
        internal class Object
        {
        }
    }

    namespace Threading
    {
        internal class Task
        {
        }
    }
}

namespace demo
{
    internal partial interface Transport
    {
        [Prompt("The name differs in case alone")]
        global::System.Threading.Tasks.Task<CLIENT> AskAsync();
    }

    internal record CLIENT(A_B_C First, A.B_C Second, A_B.C Third);

    internal record A_B_C(int X);
}

namespace demo.A
{
    internal record B_C(int X);
}

namespace demo.A_B
{
    internal record C(int X);
}
