"""If, Loop and Scan, with weights inside and outside of their bodies; functions of the model itself."""
import numpy as np
from model_set import BOOL, F32, I64, model
from onnx import helper, numpy_helper


def branch(g, name, x, *weights):
    body = g.body(name)
    h = x
    for weight in weights:
        if callable(weight):
            weight = weight(body)
        h = body.node("MatMul", h, weight)
    body.output(h if weights else body.node("Identity", h))
    return body.proto()


@model("If")
def if_inner(g):
    """Each branch has a weight of its own."""
    x = g.node("MatMul", g.input("x", [2, 32]), g.weight("w", 32, 32))
    yes = branch(g, "yes", x, lambda body: body.weight("inner_yes", 32, 32))
    no = branch(g, "no", x, lambda body: body.weight("inner_no", 32, 32))
    g.output(g.node("If", g.input("pick", [], BOOL, values=[1]), then_branch=yes, else_branch=no))


@model("If")
def if_outer(g):
    """Both branches read one weight from outside."""
    x = g.input("x", [2, 32])
    outer = g.weight("outer", 32, 32)
    yes, no = branch(g, "yes", x, outer), branch(g, "no", x, outer, outer)
    g.output(g.node("If", g.input("pick", [], BOOL, values=[0]), then_branch=yes, else_branch=no))


@model("If")
def if_shared(g):
    """A weight is read outside and inside."""
    w = g.weight("w", 32, 32)
    x = g.node("MatMul", g.input("x", [2, 32]), w)
    g.output(g.node("If", g.input("pick", [], BOOL, values=[1]), then_branch=branch(g, "yes", x, w),
                    else_branch=branch(g, "no", x)))


@model("If")
def if_nested(g):
    """A branch in a branch reads the outermost weight."""
    x, pick = g.input("x", [2, 32]), g.input("pick", [], BOOL, values=[1])
    outer = g.weight("outer", 32, 32)
    middle = g.body("middle")
    middle.output(middle.node("If", pick, then_branch=branch(middle, "inner_yes", x, outer),
                              else_branch=branch(middle, "inner_no", x)))
    g.output(g.node("If", pick, then_branch=middle.proto(), else_branch=branch(g, "no", x)))


@model("If")
def if_shadowed(g):
    """A name inside hides one outside: the outer weight is read by the graph alone."""
    x = g.node("MatMul", g.input("x", [2, 32]), g.weight("w_outer", 32, 32))
    yes = branch(g, "yes", x, lambda body: body.weight("w_yes", 32, 32))
    g.output(g.node("If", g.input("pick", [], BOOL, values=[1]), then_branch=yes, else_branch=branch(g, "no", x)))


def loop(g, weight_of, outside=()):
    body = g.body("body")
    body.state("i", I64, [])
    body.state("go_on", BOOL, [])
    h = body.state("h", F32, [2, 32])
    body.output(body.node("Identity", "go_on"), BOOL, [])
    body.output(body.node("Tanh", body.node("MatMul", h, weight_of(body))), F32, [2, 32])
    times = g.input("times", [], I64, values=[4])
    g.output(g.node("Loop", times, g.array("true", True), g.input("x", [2, 32]), body=body.proto()))


@model("Loop")
def loop_inner(g):
    """The body has a weight of its own."""
    loop(g, lambda body: body.weight("inner", 32, 32))


@model("Loop")
def loop_outer(g):
    """The body reads a weight from outside."""
    outer = g.weight("outer", 32, 32)
    loop(g, lambda _: outer)


@model("Scan")
def scan_outer(g):
    """A state that is carried along a sequence, with a weight from outside."""
    outer = g.weight("outer", 32, 32)
    body = g.body("body")
    h, x = body.state("h", F32, [32]), body.state("x", F32, [32])
    row = body.node("Unsqueeze", h, body.ints("axis", 0))
    mixed = body.node("Squeeze", body.node("MatMul", row, outer), body.ints("axis_again", 0))
    after = body.node("Tanh", body.node("Add", mixed, x))
    body.output(after, F32, [32])
    body.output(body.node("Identity", after), F32, [32])
    final, all_of = g.node("Scan", g.input("start", [32]), g.input("xs", [5, 32]), outputs=2, body=body.proto(),
                           num_scan_inputs=1)
    g.output(final)
    g.output(all_of)


@model("Scan")
def scan_inner(g):
    """The same with a weight of its own."""
    body = g.body("body")
    h, x = body.state("h", F32, [1, 32]), body.state("x", F32, [1, 32])
    after = body.node("Tanh", body.node("Add", body.node("MatMul", h, body.weight("inner", 32, 32)), x))
    body.output(after, F32, [1, 32])
    body.output(body.node("Identity", after), F32, [1, 32])
    final, all_of = g.node("Scan", g.input("start", [1, 32]), g.input("xs", [5, 1, 32]), outputs=2, body=body.proto(),
                           num_scan_inputs=1)
    g.output(final)
    g.output(all_of)


@model("Function")
def function_argument(g):
    """A function of the model itself takes a weight as its argument, twice."""
    layer = helper.make_function("sublet.test", "Layer", ["x", "w"], ["y"], [
        helper.make_node("MatMul", ["x", "w"], ["h"]), helper.make_node("Relu", ["h"], ["y"])],
        [helper.make_opsetid("", 17)])
    g.functions, g.domains = [layer], ["sublet.test"]
    h = g.node("Layer", g.input("x", [2, 32]), g.weight("w1", 32, 32), domain="sublet.test")
    g.output(g.node("Layer", h, g.weight("w2", 32, 32), domain="sublet.test"))


@model("Function")
def function_constant(g):
    """The weight is a Constant inside the function."""
    value = numpy_helper.from_array(g.draw(32, 32), "value")
    layer = helper.make_function("sublet.test", "Layer", ["x"], ["y"], [
        helper.make_node("Constant", [], ["w"], value=value), helper.make_node("MatMul", ["x", "w"], ["y"])],
        [helper.make_opsetid("", 17)])
    g.functions, g.domains = [layer], ["sublet.test"]
    h = g.node("MatMul", g.input("x", [2, 32]), g.weight("w", 32, 32))
    g.output(g.node("Layer", h, domain="sublet.test"))


@model("Function")
def function_captures(g):
    """A function whose argument is read by a branch inside of it."""
    yes = helper.make_graph([helper.make_node("MatMul", ["x", "w"], ["yes_y"])], "yes", [],
                            [helper.make_tensor_value_info("yes_y", F32, None)])
    no = helper.make_graph([helper.make_node("Identity", ["x"], ["no_y"])], "no", [],
                           [helper.make_tensor_value_info("no_y", F32, None)])
    layer = helper.make_function("sublet.test", "Maybe", ["x", "w", "pick"], ["y"], [
        helper.make_node("If", ["pick"], ["y"], then_branch=yes, else_branch=no)], [helper.make_opsetid("", 17)])
    g.functions, g.domains = [layer], ["sublet.test"]
    g.output(g.node("Maybe", g.input("x", [2, 32]), g.weight("w", 32, 32), g.input("pick", [], BOOL, values=[1]),
                    domain="sublet.test"))
